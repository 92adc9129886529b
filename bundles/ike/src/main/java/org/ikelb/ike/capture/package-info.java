/** Reads capture files (pcap), as tcpdump writes them. */
@Export
@Version("0.1.0")
@NullMarked
package org.ikelb.ike.capture;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
