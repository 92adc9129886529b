/** Extension points: what a plugin implements, and what it is given. */
@Export
@Version("0.1.0")
@NullMarked
package org.ikelb.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
