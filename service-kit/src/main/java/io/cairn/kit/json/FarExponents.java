package io.cairn.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Reads a number whose exponent no BigDecimal has as one with the furthest that it has: so it is refused where it stands, as
 * those are, and not with all that is around it.
 */
final class FarExponents extends JsonParserDelegate {
    private static final BigDecimal FURTHEST = new BigDecimal(BigInteger.ONE, -Integer.MAX_VALUE);
    private static final BigDecimal NEAREST = new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE);

    FarExponents(JsonParser parser) {
        super(parser);
    }

    @Override
    public BigDecimal getDecimalValue() throws IOException {
        try {
            return super.getDecimalValue();
        } catch (NumberFormatException e) {
            String text = getText();
            return text.contains("e-") || text.contains("E-") ? NEAREST : FURTHEST;
        }
    }
}
