package io.cairn.kit.problem;

import io.cairn.kit.problem.Problem.InputError;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Ends the request with a problem. The one place that knows the problem types. */
public final class ProblemException extends RuntimeException {
    /** What {@code Retry-After} says with a 429 or 503. */
    public static final String RETRY_AFTER_SECONDS = "1";

    /** Most errors that one problem names; its detail says how many there are. */
    static final int MAX_ERRORS = 100;

    private final transient Problem problem;

    private ProblemException(String kind, String title, int status, String detail, List<InputError> errors) {
        this(new Problem(
                "/problems/" + kind,
                title,
                status,
                detail,
                errors.size() > MAX_ERRORS ? errors.subList(0, MAX_ERRORS) : errors));
    }

    private ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** The same to a caller who gave one of the fields under another name. */
    public ProblemException renamed(String pointer, String name) {
        return pointing(at -> at.equals(pointer) ? name : at);
    }

    /** The same seen from further up: {@code prefix} before each pointer. */
    public ProblemException under(String prefix) {
        return pointing(at -> prefix + at);
    }

    private ProblemException pointing(UnaryOperator<String> pointers) {
        if (problem.errors().isEmpty()) {
            return this;
        }
        String before = where(problem.errors().get(0));
        List<InputError> errors = problem.errors().stream()
                .map(error ->
                        new InputError(pointers.apply(error.pointer()), error.detail(), error.line(), error.column()))
                .toList();
        String detail = where(errors.get(0)) + problem.detail().substring(before.length());
        return new ProblemException(new Problem(problem.type(), problem.title(), problem.status(), detail, errors));
    }

    /** 400: the body, or a parameter, is not of the documented form. */
    public static ProblemException malformed(String pointer, String detail) {
        return malformed(List.of(new InputError(pointer, detail)));
    }

    /** 400 with several faults. */
    public static ProblemException malformed(List<InputError> errors) {
        return new ProblemException("malformed", "Malformed request", 400, summary(errors), errors);
    }

    /** 422: well-formed, but it cannot be so. */
    public static ProblemException invalid(String pointer, String detail) {
        return invalid(List.of(new InputError(pointer, detail)));
    }

    /** 422 with several faults. */
    public static ProblemException invalid(List<InputError> errors) {
        return new ProblemException("invalid", "Invalid content", 422, summary(errors), errors);
    }

    /** 401: the caller is not known. */
    public static ProblemException unauthorized(String detail) {
        return new ProblemException("unauthorized", "Unauthorized", 401, detail, List.of());
    }

    /** 403: the caller is known, and may not. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException("forbidden", "Forbidden", 403, detail, List.of());
    }

    /** 404. */
    public static ProblemException notFound(String detail) {
        return new ProblemException("not-found", "Not found", 404, detail, List.of());
    }

    /** 408: the body did not come at the rate at which it must. */
    public static ProblemException tooSlow(String detail) {
        return new ProblemException("too-slow", "Too slow", 408, detail, List.of());
    }

    /** 409: the resource is in a state that does not allow it. */
    public static ProblemException conflict(String detail) {
        return new ProblemException("conflict", "Conflict", 409, detail, List.of());
    }

    /** 412: somebody saved in between; {@code If-Match} names an ETag that is no longer current. */
    public static ProblemException preconditionFailed(String detail) {
        return new ProblemException("precondition-failed", "Precondition failed", 412, detail, List.of());
    }

    /** 413. */
    public static ProblemException tooLarge(long limitBytes) {
        return new ProblemException(
                "too-large", "Content too large", 413, "the body is larger than " + limitBytes + " bytes", List.of());
    }

    /** 429 with {@code Retry-After}. */
    public static ProblemException tooBusy(String detail) {
        return new ProblemException("too-busy", "Too many requests", 429, detail, List.of());
    }

    /** 503 with {@code Retry-After}: nothing was lost, and trying again will do. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException("unavailable", "Temporarily unavailable", 503, detail, List.of());
    }

    /** Any other status, as the framework decided it. */
    public static ProblemException ofStatus(int status, String title, String detail) {
        String kind = title.toLowerCase(Locale.ROOT).replace(' ', '-');
        return new ProblemException(kind, title, status, detail, List.of());
    }

    private static String summary(List<InputError> errors) {
        InputError first = errors.get(0);
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return where(first) + first.detail() + more;
    }

    private static String where(InputError error) {
        return error.pointer().isEmpty() ? "" : error.pointer() + ": ";
    }
}
