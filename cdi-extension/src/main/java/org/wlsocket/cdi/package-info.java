/**
 * Named sockets in CDI applications: {@link org.wlsocket.cdi.SocketName} says which one is injected or
 * observed.
 *
 * <p>{@code SocketsExtension} collects what the application uses ({@code Uses}), {@code Deployment} checks it
 * against the configuration ({@code Keys}) and makes a {@code Plan}, {@code SocketRuntime} opens and closes
 * the sockets of the plan, {@code EventRelay} brings their events to the observers. {@code
 * SocketsBuildExtension} does the same as a build-compatible extension.
 */
@NullMarked
package org.wlsocket.cdi;

import org.jspecify.annotations.NullMarked;
