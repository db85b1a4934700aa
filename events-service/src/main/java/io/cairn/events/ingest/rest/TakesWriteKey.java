package io.cairn.events.ingest.rest;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Only a key of role {@code ingest} may call: the one in {@code Authorization} or, without that header, the body's
 * {@code writeKey}, as some of Segment's clients have it nowhere else. Each method's first parameter is the body.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@interface TakesWriteKey {}
