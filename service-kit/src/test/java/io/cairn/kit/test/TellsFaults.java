package io.cairn.kit.test;

import io.cairn.kit.problem.ProblemMappers;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Says, where a test fails, which fault the service logged meanwhile: a caller is told of a 500 that something went wrong, and
 * no more. One that comes once in a hundred runs may be seen nowhere else.
 */
public final class TellsFaults implements BeforeEachCallback, TestExecutionExceptionHandler {
    private static final Faults FAULTS = new Faults();

    /** Kept, as the log manager would let it go, and the handler with it. */
    private static final Logger LOGGER = Logger.getLogger(ProblemMappers.class.getName());

    static {
        LOGGER.addHandler(FAULTS);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        FAULTS.last = null;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        if (thrown instanceof TestAbortedException) {
            throw thrown;
        }
        throw FAULTS.last()
                .<Throwable>map(fault -> new AssertionError(thrown + "\nthe service logged: " + fault, thrown))
                .orElse(thrown);
    }

    private static final class Faults extends Handler {
        private volatile @Nullable Throwable last;

        @Override
        public void publish(LogRecord logged) {
            last = logged.getThrown() == null ? last : logged.getThrown();
        }

        /** With what it came from. */
        private Optional<String> last() {
            StringBuilder chain = new StringBuilder();
            for (Throwable fault = last; fault != null; fault = fault.getCause()) {
                chain.append(chain.isEmpty() ? "" : "\n  from ").append(fault);
                if (fault.getStackTrace().length > 0) {
                    chain.append(" at ").append(fault.getStackTrace()[0]);
                }
            }
            return Optional.of(chain.toString()).filter(text -> !text.isEmpty());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
