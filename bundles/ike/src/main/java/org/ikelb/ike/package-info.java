/**
 * IKEv2 on the wire: telling datagrams apart, reading and checking the header, walking the payloads
 * that travel in clear, and building messages. JDK only; nothing here does I/O but the reader of
 * capture files.
 */
@Export
@Version("0.2.0")
@NullMarked
package org.ikelb.ike;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
