package io.cairn.model.profile;

import java.util.Arrays;

/** The strings that a part of a profile has met, in that order. Mutable; for one thread. */
final class PartStrings {
    private final Meetings meetings;
    private final int part;

    /** The numbers that they have in the profile; of them the first {@code size}. */
    int[] numbers = new int[64];

    int size;

    /** Of each string of a profile, which part met it last, and at what place: for all parts, so that one more costs little. */
    static final class Meetings {
        private int parts;

        /** By the string's number in the profile. */
        private int[] part = new int[512];

        private int[] place = new int[512];
    }

    /** Of one more part. */
    PartStrings(Meetings meetings) {
        this.meetings = meetings;
        this.part = ++meetings.parts;
    }

    /** The place in the part of a string of the profile. */
    int place(int number) {
        if (number >= meetings.part.length) {
            meetings.part = Arrays.copyOf(meetings.part, 2 * number);
            meetings.place = Arrays.copyOf(meetings.place, 2 * number);
        }
        if (meetings.part[number] != part) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            meetings.part[number] = part;
            meetings.place[number] = size;
            numbers[size++] = number;
        }
        return meetings.place[number];
    }
}
