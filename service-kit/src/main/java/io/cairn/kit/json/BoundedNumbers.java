package io.cairn.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a number whose exponent has ten digits or more, which BigDecimal does not take, as one with the furthest that it has,
 * and one of more characters than anybody's numbers have as one of that many digits, as the time to read it grows with their
 * square: so each is refused where it stands, and not with all that is around it.
 */
final class BoundedNumbers extends JsonParserDelegate {
    private static final Pattern FAR = Pattern.compile("[eE]([+-]?)0*[1-9][0-9]{9,}$");
    private static final BigDecimal FURTHEST = new BigDecimal(BigInteger.ONE, -Integer.MAX_VALUE);
    private static final BigDecimal NEAREST = new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE);
    private static final BigInteger LONGEST = BigInteger.TEN.pow(StrictJson.MAX_NUMBER_LENGTH);
    private static final BigDecimal LONGEST_DECIMAL = new BigDecimal(LONGEST);

    BoundedNumbers(JsonParser parser) {
        super(parser);
    }

    @Override
    public BigInteger getBigIntegerValue() throws IOException {
        return isTooLong() ? LONGEST : super.getBigIntegerValue();
    }

    @Override
    public BigDecimal getDecimalValue() throws IOException {
        if (isTooLong()) {
            return LONGEST_DECIMAL;
        }
        Matcher far = FAR.matcher(getText());
        if (far.find()) { // not by the exception that it would be: a body may hold very many
            return far.group(1).equals("-") ? NEAREST : FURTHEST;
        }
        return super.getDecimalValue();
    }

    private boolean isTooLong() throws IOException {
        return getTextLength() > StrictJson.MAX_NUMBER_LENGTH;
    }
}
