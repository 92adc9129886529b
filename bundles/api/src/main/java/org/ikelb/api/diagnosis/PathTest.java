package org.ikelb.api.diagnosis;

import java.time.Instant;

/**
 * A test of the network that a client is to run.
 *
 * @param token ten hexadecimal digits that nobody can guess; they mark its requests
 * @param host where the requests go
 * @param expires from then on its requests are like any others
 * @param powerShell one line for Windows PowerShell 5.1 and later
 * @param shell a command for a POSIX shell with python3, of several lines
 */
public record PathTest(
    String token, String host, Instant expires, String powerShell, String shell) {}
