/** What went past of clients' attempts to log in, kept within bounds. */
@NullMarked
package org.ikelb.diagnosis.seen;

import org.jspecify.annotations.NullMarked;
