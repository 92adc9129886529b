@NullMarked
package org.ikelb.exporter.kemp;

import org.jspecify.annotations.NullMarked;
