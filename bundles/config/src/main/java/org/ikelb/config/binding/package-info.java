/** Binds written values to records by their {@link org.ikelb.spi.Setting} annotations. */
@NullMarked
package org.ikelb.config.binding;

import org.jspecify.annotations.NullMarked;
