@NullMarked
package org.ikelb.exporter.f5;

import org.jspecify.annotations.NullMarked;
