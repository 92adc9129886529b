package org.ikelb.diagnosis;

import java.net.InetAddress;
import java.time.Instant;
import org.ikelb.spi.ObservedProgress;

/** What ikelb tells observers of an attempt. */
record Told(
    Instant at, String session, InetAddress client, String gateway, String outcome, String detail)
    implements ObservedProgress {}
