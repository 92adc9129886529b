/** Plugins as ikelb sees them: extension points, what is installed, settings and failures. */
@Export
@Version("0.1.0")
@NullMarked
package org.ikelb.api.plugin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
