package io.cairn.events.imports.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What columns are called that hold something, the likeliest first; as {@link #plain} writes a name. */
final class ColumnNames {
    static final List<String> CUSTOMER_ID = List.of(
            "customerid",
            "userid",
            "contactid",
            "memberid",
            "accountid",
            "recordid",
            "customer",
            "customernumber",
            "customerno",
            "user",
            "member",
            "loyaltycard",
            "loyaltyid",
            "respondentid",
            "respondent",
            "clientid",
            "leadid",
            "personid",
            "subject",
            "email",
            "emailaddress",
            "id");
    /** Of a contact its own before its company's. */
    static final List<String> CONTACT_ID = Stream.of(
                    List.of("customerid", "userid", "contactid", "memberid", "recordid", "id"), CUSTOMER_ID)
            .flatMap(List::stream)
            .toList();

    static final List<String> ANONYMOUS_ID =
            List.of("anonymousid", "userpseudoid", "visitorid", "deviceid", "cookieid", "anonymous");
    static final List<String> EVENT = List.of("event", "eventname", "eventtype", "action", "activity");
    static final List<String> TIME = List.of(
            "timestamp",
            "originaltimestamp",
            "eventtimestamp",
            "time",
            "eventtime",
            "occurredat",
            "at",
            "datetime",
            "createdat",
            "submittedat",
            "respondedat",
            "soldat",
            "submitdate",
            "responsedate",
            "createdate",
            "createddate",
            "lastmodifieddate",
            "lastmodified",
            "updatedat",
            "date",
            "eventdate");

    /** Of contacts, before those. */
    static final List<String> CHANGE_TIME = List.of("lastmodifieddate", "lastmodified", "updatedat");

    static final List<String> MESSAGE_ID = List.of("messageid", "eventid", "insertid");
    static final List<String> TRAITS = List.of(
            "email",
            "emailaddress",
            "firstname",
            "lastname",
            "phone",
            "phonenumber",
            "birthday",
            "birthdate",
            "city",
            "country");

    /** What is in an export of orders, and in none of contacts. */
    static final Set<String> OF_ORDERS = Set.of(
            "total",
            "subtotal",
            "amount",
            "price",
            "quantity",
            "currency",
            "sku",
            "orderid",
            "orderno",
            "ordernumber",
            "invoiceid",
            "invoicenumber",
            "lineitemname",
            "lineitemquantity");

    private ColumnNames() {}

    /** Without case, and whatever is no letter or digit. */
    static String plain(String column) {
        return column.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
