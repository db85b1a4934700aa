package io.cairn.personalization.catalogue.rest;

/** The bodies in the API's documentation: items of the sample that ./run loads. */
final class ItemExamples {
    static final String OFFER =
            """
            {"name":"Ten percent off","status":"live","tags":["discount"],"value":12.5,"eligibility":"traits.country == 'DE'",
             "caps":[{"limit":2,"per":"P7D","scope":"customer"},{"limit":10000,"scope":"total"}],
             "representations":[
               {"channel":"email","locale":"en","content":{"subject":"Still thinking, {traits.firstName ?: 'friend'}?",
                "html":"<p>Ten percent off, this week.</p>","url":"https://shop.example/ten"}},
               {"channel":"web","content":{"title":"Ten percent off","url":"https://shop.example/ten"}}]}""";

    static final String PLACEMENT =
            """
            {"name":"Hero of the weekly email","channel":"email","mode":"outbound","maxItems":3,"stickyFor":"PT1H",
             "caps":[{"limit":3,"per":"P1D","scope":"customer","window":"calendar"}]}""";

    static final String RULE =
            """
            {"name":"Discount while considering","journey":"shop","stages":["consideration"],"placements":[],
             "when":"count('product_view', '7d') >= 2","tags":["discount"],"priority":100,"ranking":"offer.value * 2.0",
             "holdout":0.1,"goal":{"event":"purchase","within":"P7D"},"active":true}""";

    static final String CONTACT_POLICY =
            """
            {"timeZone":"Europe/Berlin",
             "channels":{"email":{"consent":"optIn","quietHours":{"from":"00:00","to":"08:00"},
               "caps":[{"limit":4,"per":"P7D","scope":"customer"}]}},
             "tags":{"discount":{"caps":[{"limit":1,"per":"P1D","scope":"customer","window":"calendar"}]}},
             "suppress":[{"outcome":"dismissed","times":2,"for":"P30D"}]}""";

    private static final String SAVED = ",\"version\":3,\"updatedAt\":\"2026-01-31T12:00:00Z\"}";

    static final String SAVED_OFFER =
            """
            {"key":"ten-percent","name":"Ten percent off","status":"live","tags":["discount"],"value":12.5,
             "representations":[{"channel":"web","content":{"title":"Ten percent off"}}]"""
                    + SAVED;

    static final String SAVED_PLACEMENT =
            """
            {"key":"email-hero","name":"Hero of the weekly email","channel":"email","mode":"outbound","maxItems":3"""
                    + SAVED;

    static final String SAVED_RULE =
            """
            {"key":"considering-discount","name":"Discount while considering","journey":"shop","stages":["consideration"],
             "tags":["discount"],"priority":100"""
                    + SAVED;

    static final String SAVED_POLICY =
            """
            {"timeZone":"Europe/Berlin","channels":{"email":{"consent":"optIn"}}""" + SAVED;

    static final String VERSIONS =
            """
            {"items":[{"version":2,"savedAt":"2026-01-31T12:00:00Z","savedBy":"marketing","current":true},
             {"version":1,"savedAt":"2026-01-05T09:00:00Z","savedBy":"marketing","current":false}]}""";

    static final String VERSIONS_ARE =
            "Newest first, without their content. Every save is a version, and none ever changes"
                    + " or goes, not even when the item is deleted.";
    static final String VERSION_IS = "As it was saved then. To bring it back, save it again.";

    static final String IF_MATCH =
            "the ETag that the item was read with: 412 if it was saved in between, with who did, when and the ETag now";
    static final String IF_NONE_MATCH = "`*` to save only what is not there yet";

    private ItemExamples() {}
}
