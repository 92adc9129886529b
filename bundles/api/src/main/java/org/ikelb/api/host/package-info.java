/** What the machine says of itself in {@code /proc}, and how files on it are replaced. */
@Export
@Version("0.1.0")
@NullMarked
package org.ikelb.api.host;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
