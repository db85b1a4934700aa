package io.cairn.bench.measure;

import io.cairn.bench.cairn.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ours and a floor by turns in one run, so that what the machine does beside falls on both.
 *
 * @param ours the figure of each turn, such as a latency in ns or a throughput in 1/s
 * @param floor the figure of each turn
 */
public record Alternation(List<Double> ours, List<Double> floor) {
    public Alternation {
        ours = List.copyOf(ours);
        floor = List.copyOf(floor);
    }

    /** One turn: measures, and gives one figure. */
    @FunctionalInterface
    public interface Turn {
        double take() throws Failure, IOException, InterruptedException;
    }

    /**
     * Measures; who is first changes from turn to turn.
     *
     * @param warmUps turns of each that do not count
     * @param turns of each that count, 1 or more; odd, so that a median is one that was seen
     */
    public static Alternation of(int warmUps, int turns, Turn ours, Turn floor)
            throws Failure, IOException, InterruptedException {
        List<Double> oursTaken = new ArrayList<>();
        List<Double> floorTaken = new ArrayList<>();
        for (int turn = 0; turn < warmUps + turns; turn++) {
            boolean oursFirst = turn % 2 == 0;
            double first = (oursFirst ? ours : floor).take();
            double second = (oursFirst ? floor : ours).take();
            if (turn >= warmUps) {
                oursTaken.add(oursFirst ? first : second);
                floorTaken.add(oursFirst ? second : first);
            }
        }
        return new Alternation(oursTaken, floorTaken);
    }

    /** The median of the turns' ratios of ours to the floor. */
    public double ratio() {
        return median(IntStream.range(0, ours.size())
                .mapToObj(turn -> ours.get(turn) / floor.get(turn))
                .toList());
    }

    public double oursMedian() {
        return median(ours);
    }

    public double floorMedian() {
        return median(floor);
    }

    /** Of an even number, the mean of the two in the middle. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
