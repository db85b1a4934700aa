package io.cairn.model.condition;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a condition may ask: each function and variable, its types, what its literals are and who may ask it. */
final class Vocabulary {
    /** A longer condition is nobody's to read. In code points. */
    static final int MAX_LENGTH = 4_096;

    /** How often the macros of one operand of {@code &&}, {@code ||} and {@code ?:} may step in all: 20 events with 50 items each. */
    static final int MAX_STEPS = 1_000;

    private static final int MAX_PARSE_DEPTH = 50;
    private static final int MAX_NODES = 1_000;
    /** RE2 instructions. */
    static final int MAX_REGEX_PROGRAM = 200;

    private static final MapType OBJECT = MapType.create(STRING, DYN);
    private static final ListType OBJECTS = ListType.create(OBJECT);

    private static final Set<ConditionKind> ALL = EnumSet.allOf(ConditionKind.class);
    private static final Set<ConditionKind> NOT_ENTRY = EnumSet.complementOf(EnumSet.of(ConditionKind.ENTRY_CRITERIA));
    private static final Set<ConditionKind> REQUEST = EnumSet.of(ConditionKind.TARGETING, ConditionKind.RANKING);

    /** What a function's first argument is. Events, journeys and purposes are literals, checked when a condition is compiled. */
    enum Literal {
        EVENT,
        JOURNEY,
        PURPOSE,
        AMOUNT,
        NONE
    }

    /**
     * @param result what it gives
     * @param optionalWindow whether a window may follow the first argument
     */
    record Function(Literal literal, CelType result, boolean optionalWindow, Set<ConditionKind> kinds) {}

    static final Map<String, Function> FUNCTIONS = functions();

    /** Variables that not every kind may ask. */
    static final Map<String, Set<ConditionKind>> RESTRICTED_VARIABLES = Map.of(
            "context", REQUEST,
            "offer.value", EnumSet.of(ConditionKind.RANKING),
            "offer.tags", EnumSet.of(ConditionKind.RANKING));

    private Vocabulary() {}

    private static Map<String, Function> functions() {
        Map<String, Function> all = new HashMap<>();
        all.put("count", new Function(Literal.EVENT, INT, true, ALL));
        all.put("total", new Function(Literal.EVENT, DOUBLE, true, ALL));
        all.put("seen", new Function(Literal.EVENT, BOOL, false, ALL));
        all.put("since", new Function(Literal.EVENT, DURATION, false, ALL));
        all.put("first", new Function(Literal.EVENT, TIMESTAMP, false, ALL));
        all.put("last", new Function(Literal.EVENT, TIMESTAMP, false, ALL));
        all.put("recent", new Function(Literal.EVENT, OBJECTS, false, ALL));
        all.put("latest", new Function(Literal.EVENT, OBJECT, false, ALL));
        all.put("cart", new Function(Literal.NONE, OBJECTS, false, ALL));
        all.put("stage", new Function(Literal.JOURNEY, STRING, false, NOT_ENTRY));
        all.put("timeInStage", new Function(Literal.JOURNEY, DURATION, false, NOT_ENTRY));
        all.put("persona", new Function(Literal.JOURNEY, STRING, false, REQUEST));
        all.put("consented", new Function(Literal.PURPOSE, BOOL, false, ALL));
        all.put("days", new Function(Literal.AMOUNT, DURATION, false, ALL));
        all.put("hours", new Function(Literal.AMOUNT, DURATION, false, ALL));
        all.put("daysUntil", new Function(Literal.NONE, INT, false, ALL));
        return Map.copyOf(all);
    }

    static CelOptions options() {
        return CelOptions.current()
                .enableHeterogeneousNumericComparisons(true)
                .populateMacroCalls(true)
                .maxExpressionCodePointSize(MAX_LENGTH)
                .maxParseRecursionDepth(MAX_PARSE_DEPTH)
                .maxParseExpressionNodeCount(MAX_NODES)
                .maxRegexProgramSize(MAX_REGEX_PROGRAM)
                .comprehensionMaxIterations(MAX_STEPS)
                .build();
    }

    /** A compiler and runtime for the whole vocabulary; what a kind may not ask is told apart later, with a clearer fault. */
    static Cel cel() {
        CelBuilder builder = CelFactory.plannerCelBuilder()
                .setOptions(options())
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("traits", OBJECT)
                .addVar("context", OBJECT)
                .addVar("now", TIMESTAMP)
                .addVar("offer.value", DOUBLE)
                .addVar("offer.tags", ListType.create(STRING))
                .addLateBoundFunctions(FUNCTIONS.keySet());
        FUNCTIONS.forEach((name, function) -> builder.addFunctionDeclarations(declare(name, function)));
        return Barriers.addTo(builder).build();
    }

    private static CelFunctionDecl declare(String name, Function function) {
        List<CelOverloadDecl> overloads = new ArrayList<>();
        List<CelType> arguments =
                switch (function.literal()) {
                    case EVENT, JOURNEY, PURPOSE -> List.of(STRING);
                    case AMOUNT -> List.of(INT);
                    case NONE -> name.equals("daysUntil") ? List.of(DYN) : List.of();
                };
        overloads.add(newGlobalOverload(name, function.result(), arguments));
        if (function.optionalWindow()) {
            overloads.add(newGlobalOverload(name + "_window", function.result(), STRING, STRING));
        }
        return newFunctionDeclaration(name, overloads);
    }
}
