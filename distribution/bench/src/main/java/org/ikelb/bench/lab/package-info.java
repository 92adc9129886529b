/** The network namespaces of the benchmark, and what balances in them. */
@NullMarked
package org.ikelb.bench.lab;

import org.jspecify.annotations.NullMarked;
