package io.cairn.events.ingest.rest;

/** Bodies that work at the first click, against the sample that {@code ./run} loads. */
final class IngestExamples {
    static final String BATCH =
            """
            {"batch":[
              {"type":"identify","messageId":"example-1","userId":"u-0001","anonymousId":"a-0001",
               "traits":{"firstName":"Ada","country":"DE"},"timestamp":"2026-01-31T11:58:00Z"},
              {"type":"track","messageId":"example-2","userId":"u-0001","event":"product_view",
               "properties":{"category":"shoes","value":79.9},"timestamp":"2026-01-31T11:59:00Z"},
              {"type":"page","anonymousId":"a-0001","name":"promo_page","properties":{"path":"/sale"}}]}""";
    static final String TRACK =
            """
            {"userId":"u-0001","event":"product_view","properties":{"category":"shoes","value":79.9}}""";
    static final String IDENTIFY =
            """
            {"userId":"u-0001","anonymousId":"a-0001","traits":{"firstName":"Ada","country":"DE"}}""";
    static final String PAGE = """
            {"userId":"u-0001","name":"promo_page","properties":{"path":"/sale"}}""";
    static final String GROUP = """
            {"userId":"u-0001","groupId":"club","traits":{"name":"Shoe club"}}""";
    static final String ALIAS = """
            {"userId":"u-0001","previousId":"a-0002"}""";
    static final String CLOUD_EVENT_DATA = """
            {"category":"shoes","value":79.9}""";
    static final String CLOUD_EVENT =
            """
            {"specversion":"1.0","id":"example-2","source":"/shop/catalogue","type":"product_view","userid":"u-0001",
             "time":"2026-01-31T11:59:00Z","data":{"category":"shoes","value":79.9}}""";
    static final String CLOUD_EVENTS =
            """
            [{"specversion":"1.0","id":"example-3","source":"/shop/catalogue","type":"product_view","anonymousid":"a-0001",
              "data":{"category":"shoes"}},
             {"specversion":"1.0","id":"example-4","source":"/crm","type":"io.cairn.identify",
              "data":{"userId":"u-0001","anonymousId":"a-0001","traits":{"firstName":"Ada"}}}]""";
    static final String BATCH_TAKEN =
            """
            {"success":true,"accepted":2,"duplicates":1,
             "rejected":[{"index":3,"detail":"/batch/3/userId: must be there, or an anonymousId"}]}""";
    static final String TAKEN = """
            {"success":true,"accepted":1,"duplicates":0,"rejected":[]}""";

    private IngestExamples() {}
}
