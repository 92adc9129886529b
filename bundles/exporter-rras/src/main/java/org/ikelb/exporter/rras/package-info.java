@NullMarked
package org.ikelb.exporter.rras;

import org.jspecify.annotations.NullMarked;
