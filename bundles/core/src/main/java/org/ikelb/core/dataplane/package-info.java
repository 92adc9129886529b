/** The border between core, which decides without sockets, and a listener, which does the I/O. */
@Export
@Version("0.1.0")
@NullMarked
package org.ikelb.core.dataplane;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
