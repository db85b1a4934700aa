package io.cairn.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a number whose exponent has ten digits or more, which BigDecimal does not take, as one with the furthest that it has:
 * so it is refused where it stands, as those are, and not with all that is around it.
 */
final class FarExponents extends JsonParserDelegate {
    private static final Pattern FAR = Pattern.compile("[eE]([+-]?)0*[1-9][0-9]{9,}$");
    private static final BigDecimal FURTHEST = new BigDecimal(BigInteger.ONE, -Integer.MAX_VALUE);
    private static final BigDecimal NEAREST = new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE);

    FarExponents(JsonParser parser) {
        super(parser);
    }

    @Override
    public BigDecimal getDecimalValue() throws IOException {
        Matcher far = FAR.matcher(getText());
        if (far.find()) { // not by the exception that it would be: a body may hold very many
            return far.group(1).equals("-") ? NEAREST : FURTHEST;
        }
        return super.getDecimalValue();
    }
}
