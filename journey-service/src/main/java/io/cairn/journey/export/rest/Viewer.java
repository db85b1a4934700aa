package io.cairn.journey.export.rest;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Through whose eyes. */
public class Viewer {
    @QueryParam("persona")
    @Parameter(description = "the key of the persona whose emotions and thoughts are shown; none: everybody's")
    @Nullable
    String persona;
}
