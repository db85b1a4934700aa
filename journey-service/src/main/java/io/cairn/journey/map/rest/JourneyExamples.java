package io.cairn.journey.map.rest;

/** The examples of the OpenAPI document. */
public final class JourneyExamples {
    /** A journey that is not the sample's, so that trying out does not change what the sample decides. */
    public static final String KEY = "my-shop";

    public static final String MAP =
            """
            {"name": "My shop", "description": "From the first visit to the loyal customer", "reviewEvery": "P90D",
             "personas": [{"key": "bargain-hunter", "name": "Bargain hunter", "motivations": ["Pay less"],
               "preferredChannels": ["email"], "criteria": "count('promo_page') >= 3"}],
             "stages": [
               {"key": "awareness", "name": "Awareness", "customerGoal": "See whether this shop has something for me",
                "touchpoints": [{"key": "landing", "name": "Landing page", "channel": "web",
                  "events": ["home", "promo_page"], "thoughts": ["What is this?"], "emotion": 0}]},
               {"key": "consideration", "name": "Consideration", "entryCriteria": "count('product_view', '30d') >= 1",
                "kpis": [{"key": "to-cart", "name": "View to cart", "kind": "conversion", "event": "add_to_cart",
                  "target": 0.1}],
                "touchpoints": [{"key": "product-page", "name": "Product page", "channel": "web",
                  "events": ["product_view", "add_to_cart"], "emotion": 1,
                  "byPersona": {"bargain-hunter": {"emotion": -1, "thoughts": ["Is it cheaper elsewhere?"]}},
                  "painPoints": [{"text": "Reviews are hard to find", "severity": 3, "status": "assumed"}],
                  "opportunities": [{"text": "Show reviews first", "impact": 4, "effort": 2, "status": "open"}]}]},
               {"key": "purchase", "name": "Purchase", "entryCriteria": "seen('purchase')",
                "touchpoints": [{"key": "checkout", "name": "Checkout", "channel": "web", "events": ["purchase"]}]},
               {"key": "lapsed", "name": "Lapsed", "entryCriteria": "since('purchase') > days(90)"}]}""";

    static final String SAVED =
            """
            {"key": "my-shop", "status": "draft", "createdAt": "2026-01-31T12:00:00Z",
             "updatedAt": "2026-01-31T12:00:00Z", "reviewDueAt": "2026-05-01T12:00:00Z", "name": "My shop",
             "reviewEvery": "P90D",
             "stages": [{"key": "awareness", "name": "Awareness"},
               {"key": "purchase", "name": "Purchase", "entryCriteria": "seen('purchase')"}]}""";

    /** One of its own, so that starting it works beside the saved one. */
    static final String STARTED_KEY = "my-cafe";

    static final String STARTED =
            """
            {"key": "my-cafe", "status": "draft", "createdAt": "2026-01-31T12:00:00Z",
             "updatedAt": "2026-01-31T12:00:00Z", "name": "Coffee chain with mobile ordering", "reviewEvery": "P60D",
             "stages": [{"key": "passer-by", "name": "Passer-by", "customerGoal": "Get a good coffee quickly"},
               {"key": "app-user", "name": "App user", "entryCriteria": "seen('App Installed')"}]}""";

    static final String JOURNEYS =
            """
            {"items": [{"key": "shop", "name": "Online shop", "status": "live", "liveVersion": 3,
              "createdAt": "2026-01-05T09:00:00Z", "updatedAt": "2026-01-31T12:00:00Z",
              "reviewDueAt": "2026-05-01T12:00:00Z"}]}""";

    static final String PUBLISH = """
            {"note": "Lapsed after 90 days, not 60"}""";

    static final String PUBLISHED =
            """
            {"key": "shop", "version": 3, "publishedAt": "2026-01-31T12:00:00Z"}""";

    static final String ROLL_BACK = """
            {"version": 2, "note": "The new lapsed stage catches too many"}""";

    static final String RESTORE = """
            {"note": "Back for the spring campaign"}""";

    static final String REVIEW = """
            {"note": "Checked with the support team, nothing to change"}""";

    static final String HISTORY =
            """
            {"items": [
              {"action": "rolledBack", "at": "2026-02-02T08:15:00Z", "by": "marketing", "version": 4, "rolledBackTo": 2,
               "note": "The new lapsed stage catches too many"},
              {"action": "published", "at": "2026-01-31T12:00:00Z", "by": "marketing", "version": 3,
               "note": "Lapsed after 90 days, not 60"},
              {"action": "saved", "at": "2026-01-31T11:58:00Z", "by": "marketing", "revision": 7}], "next": "MTI"}""";

    static final String LOST_UPDATE =
            """
            {"type": "/problems/precondition-failed", "title": "Precondition failed", "status": 412,
             "detail": "the draft of 'shop' was saved in between, by marketing at 2026-01-31T11:58:00Z: its ETag is now \
            \\"7\\". Look at the changes, read it again, and save on top of it",
             "etag": "\\"7\\"", "savedBy": "marketing", "savedAt": "2026-01-31T11:58:00Z",
             "changes": [{"subject": "stage", "change": "changed", "at": "stages/lapsed", "name": "Lapsed",
               "field": "entryCriteria", "before": "since('purchase') > days(60)",
               "after": "since('purchase') > days(90)"}]}""";

    static final String VERSIONS =
            """
            {"items": [
              {"version": 3, "note": "Lapsed after 90 days, not 60", "publishedAt": "2026-01-31T12:00:00Z",
               "publishedBy": "marketing"},
              {"version": 2, "publishedAt": "2026-01-05T09:00:00Z", "publishedBy": "marketing"}], "next": "Mg"}""";

    static final String VERSION =
            """
            {"key": "shop", "version": 3, "publishedAt": "2026-01-31T12:00:00Z",
             "note": "Lapsed after 90 days, not 60", "name": "Online shop",
             "stages": [{"key": "awareness", "name": "Awareness"},
               {"key": "lapsed", "name": "Lapsed", "entryCriteria": "since('purchase') > days(90)"}]}""";

    private JourneyExamples() {}
}
