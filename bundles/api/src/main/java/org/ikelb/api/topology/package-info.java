/** The topology: the validated, immutable content of {@code ikelb.json}. */
@Export
@Version("1.1.0")
@NullMarked
package org.ikelb.api.topology;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
