@NullMarked
package org.ikelb.exporter.citrix;

import org.jspecify.annotations.NullMarked;
