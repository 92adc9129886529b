/** Who did what: the trail of everything that people change, and of what they were refused. */
@Export
@Version("0.1.0")
@NullMarked
package org.ikelb.api.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
