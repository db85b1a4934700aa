package io.cairn.bench.measure;

import io.cairn.bench.cairn.Failure;
import io.cairn.bench.measure.SampleConditions.Written;
import io.cairn.model.condition.Condition;
import io.cairn.model.condition.ConditionKind;
import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.Facts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sample's conditions asked of its customers: as closures, against CEL's interpreter. */
final class ConditionsBenchmark implements Benchmark {
    private static final int CUSTOMERS = 300;
    private static final int WARM_UPS = 20;
    private static final int TURNS = 11;

    /** Of a turn, over all conditions and customers: both take about as long. */
    private static final int CLOSED_ROUNDS = 100;

    private static final int INTERPRETED_ROUNDS = 3;

    @Override
    public String name() {
        return "conditions";
    }

    @Override
    public String purpose() {
        return "evaluations of the sample's conditions a second by closures, to those by CEL's interpreter";
    }

    @Override
    public List<Ratio> measure(Bench bench) throws Failure, IOException, InterruptedException {
        List<Written> written = SampleConditions.written();
        List<Facts> customers = SampleConditions.customers(CUSTOMERS);
        sayHowLongCompilingTakes(written, bench);
        List<Condition> closed = compile(written, new Conditions());
        List<Condition> interpreted = compile(written, Conditions.interpreted());
        checkAnswers(closed, interpreted, customers);
        Alternation perSecond = Alternation.of(
                WARM_UPS,
                TURNS,
                () -> perSecond(closed, customers, CLOSED_ROUNDS),
                () -> perSecond(interpreted, customers, INTERPRETED_ROUNDS));
        for (int i = 0; i < written.size(); i++) {
            say(closed.get(i), interpreted.get(i), customers, bench);
        }
        return List.of(new Ratio(
                name(),
                perSecond.ratio(),
                Ratio.Target.atLeast(20),
                written.size() + " conditions, " + CUSTOMERS + " customers: closures="
                        + nanos(1e9 / perSecond.oursMedian()) + " interpreter="
                        + nanos(1e9 / perSecond.floorMedian())));
    }

    private static List<Condition> compile(List<Written> written, Conditions conditions) {
        return written.stream()
                .map(each -> conditions.compile(each.source(), each.kind()))
                .toList();
    }

    private static void sayHowLongCompilingTakes(List<Written> written, Bench bench) {
        List<Double> each = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            long began = System.nanoTime();
            compile(written, new Conditions());
            each.add((System.nanoTime() - began) / 1e3 / written.size());
        }
        bench.say(String.format(
                Locale.ROOT,
                "compiling a condition, type check included: %.0f us at first, %.0f us then",
                each.get(0),
                Alternation.median(each)));
    }

    private static void checkAnswers(List<Condition> closed, List<Condition> interpreted, List<Facts> customers)
            throws Failure {
        for (int i = 0; i < closed.size(); i++) {
            for (Facts facts : customers) {
                Object ours = answer(closed.get(i), facts);
                Object wanted = answer(interpreted.get(i), facts);
                if (!ours.equals(wanted)) {
                    throw new Failure(closed.get(i).source() + " is " + ours + ", not " + wanted);
                }
            }
        }
    }

    private static void say(Condition closed, Condition interpreted, List<Facts> customers, Bench bench) {
        double ours = 1e9 / perSecond(List.of(closed), customers, 10 * CLOSED_ROUNDS);
        double floor = 1e9 / perSecond(List.of(interpreted), customers, 10 * INTERPRETED_ROUNDS);
        bench.say(String.format(
                Locale.ROOT, "%6s %8s %5.0fx  %s", nanos(ours), nanos(floor), floor / ours, closed.source()));
    }

    private static String nanos(double nanos) {
        return String.format(Locale.ROOT, "%.0fns", nanos);
    }

    private static double perSecond(List<Condition> conditions, List<Facts> customers, int rounds) {
        long began = System.nanoTime();
        int answers = 0;
        for (int round = 0; round < rounds; round++) {
            for (Facts facts : customers) {
                for (Condition condition : conditions) {
                    // an answer that nobody looks at need not be computed
                    answers += answer(condition, facts) == null ? 0 : 1;
                }
            }
        }
        return answers / ((System.nanoTime() - began) / 1e9);
    }

    private static Object answer(Condition condition, Facts facts) {
        return condition.kind() == ConditionKind.RANKING ? condition.score(facts) : condition.test(facts);
    }
}
