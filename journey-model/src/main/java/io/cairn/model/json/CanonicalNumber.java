package io.cairn.model.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/** One Java number for each JSON number: Long where it is integral and fits, else BigDecimal without trailing zeros. */
final class CanonicalNumber {
    /** More than any double's or database's number needs; keeps arithmetic on them cheap. */
    static final int MAX_DIGITS = 100;

    /** Takes every double (4.9E-324 has 17 more decimals at most); 1e1000000000 would fill the memory once expanded. */
    static final int MAX_EXPONENT = 400;

    /** 10^100 has 333 bits. */
    private static final int MAX_BITS = 333;

    private CanonicalNumber() {}

    static Object of(Number number, String pointer) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        } else if (number instanceof BigDecimal decimal) {
            return of(decimal, pointer);
        } else if (number instanceof BigInteger integer) {
            return of(new BigDecimal(integer), pointer);
        } else if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new InvalidJsonValue(pointer, "must be a finite number, not " + number);
            }
            // the shortest decimal that names it, which is what JSON had
            return of(new BigDecimal(number.toString()), pointer);
        }
        throw new InvalidJsonValue(pointer, "must be a JSON number, not " + number.getClass());
    }

    private static Object of(BigDecimal decimal, String pointer) {
        // bits first: to count digits of a huge number, or strip its zeros, takes time that grows with its square
        if (decimal.unscaledValue().bitLength() > MAX_BITS || decimal.precision() > MAX_DIGITS) {
            throw new InvalidJsonValue(pointer, "must have at most " + MAX_DIGITS + " digits");
        }
        if (Math.abs((long) decimal.scale()) > MAX_EXPONENT) {
            throw new InvalidJsonValue(pointer, "must have an exponent within ±" + MAX_EXPONENT);
        }
        BigDecimal stripped = decimal.stripTrailingZeros();
        // at most 19 digits before the point and none after it: expanding it is cheap now
        if (stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 19) {
            BigInteger integer = stripped.toBigInteger();
            if (integer.bitLength() < Long.SIZE) {
                return integer.longValue();
            }
        }
        return stripped;
    }
}
