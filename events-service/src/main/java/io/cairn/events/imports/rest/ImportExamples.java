package io.cairn.events.imports.rest;

/** Files and answers that work at the first click. */
final class ImportExamples {
    static final String CSV =
            """
            user_id,event,timestamp,category,price
            u-0001,product_view,2026-01-31 11:59:00,shoes,79.90
            u-0001,product_view,2026-01-31 12:01:30,boots,129.00
            """;
    static final String NDJSON =
            """
            {"userId":"u-0001","event":"product_view","timestamp":"2026-01-31T11:59:00Z","category":"shoes"}
            """;
    static final String NEW =
            """
            {"name":"events.csv","mapping":{"type":"track","event":"event","customerId":"user_id",
              "time":{"column":"timestamp","zone":"Europe/Berlin"},
              "properties":{"category":"category","value":{"column":"price","type":"number"}}}}""";
    static final String WAITING =
            """
            {"id":"7e1c2a4e-5a0f-4d6e-9a50-0f5d5b8f2b11","name":"events.csv","state":"waiting","mapping":{"type":"track",
               "event":"event","customerId":"user_id","time":{"column":"timestamp"},"properties":{"category":"category"}},
             "createdAt":"2026-01-31T12:00:00Z","rows":0,"accepted":0,"duplicates":0,"rejected":0,"bytes":0,
             "preview":{"rows":2,"rejected":0,"events":[{"type":"track","event":"product_view","userId":"u-0001",
               "timestamp":"2026-01-31T11:59:00Z","properties":{"category":"shoes","price":79.9},
               "messageId":"import-3q2-7wAAAAAAAAAAAAAAAAAA"}],"rejections":[],
               "notes":["The times in 'timestamp' name no time zone, and are taken for UTC: say /mapping/time/zone."]}}""";
    static final String DONE =
            """
            {"id":"7e1c2a4e-5a0f-4d6e-9a50-0f5d5b8f2b11","name":"events.csv","state":"done","mapping":{"type":"track",
               "event":"event","customerId":"user_id","time":{"column":"timestamp"},"properties":{"category":"category"}},
             "createdAt":"2026-01-31T12:00:00Z","startedAt":"2026-01-31T12:00:10Z","finishedAt":"2026-01-31T12:00:13Z",
             "rows":32000,"accepted":31990,"duplicates":0,"rejected":10,"bytes":2613191,"bytesTotal":2613191}""";
    static final String LIST =
            """
            {"items":[{"id":"7e1c2a4e-5a0f-4d6e-9a50-0f5d5b8f2b11","name":"events.csv","state":"done",
              "createdAt":"2026-01-31T12:00:00Z","startedAt":"2026-01-31T12:00:10Z","finishedAt":"2026-01-31T12:00:13Z",
              "rows":32000,"accepted":31990,"duplicates":0,"rejected":10,"bytes":2613191,"bytesTotal":2613191}]}""";
    static final String REJECTED =
            """
            _row,_line,_reason,user_id,event,timestamp,category,price
            17,18,time is missing: column 'timestamp' is empty,u-0009,product_view,,shoes,79.90
            """;

    private ImportExamples() {}
}
