/** The sections of {@code ikelb.json}, and the rules between them. */
@NullMarked
package org.ikelb.config.topology;

import org.jspecify.annotations.NullMarked;
