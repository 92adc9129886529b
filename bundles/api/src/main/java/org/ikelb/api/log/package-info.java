/**
 * What strangers can cause lines of the log with: how often it is said, and with which characters.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.ikelb.api.log;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
