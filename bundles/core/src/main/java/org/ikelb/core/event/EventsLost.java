package org.ikelb.core.event;

import org.ikelb.core.event.EventKind.Key;
import org.slf4j.event.Level;

/** More happened on the loops than could be written. */
@EventKind(
    name = "events-lost",
    topic = "log/EVENTS_LOST",
    level = Level.WARN,
    help = "Events came faster than they could be written; those beyond the queue were left out.")
public record EventsLost(
    @Key(value = "left out since the last such line", unit = "events") long count)
    implements Event {}
