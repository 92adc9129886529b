/**
 * What ikelb's HTTP servers have in common: which connections they keep, and which names they
 * answer to. No part of the API: it changes with them.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.ikelb.http.kit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
