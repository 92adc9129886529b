package org.ikelb.example.clientlist;

import java.time.Duration;
import org.ikelb.spi.Setting;

/** Which file, how often it is looked at, and what becomes of those who are not in it. */
record ClientListSettings(
    @Setting(help = "The file; each line \"allow PREFIX\" or \"block PREFIX\", # begins a comment.")
        String file,
    @Setting(help = "What becomes of clients that no line names.", defaultValue = "allow")
        Listing otherwise,
    @Setting(
            help = "How often the file is looked at.",
            min = "100ms",
            max = "1h",
            defaultValue = "2s")
        Duration interval) {}
