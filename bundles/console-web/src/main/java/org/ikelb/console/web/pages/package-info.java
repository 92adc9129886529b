/** ikelb's own pages in the Web Console, and the JSON behind them. */
@NullMarked
package org.ikelb.console.web.pages;

import org.jspecify.annotations.NullMarked;
