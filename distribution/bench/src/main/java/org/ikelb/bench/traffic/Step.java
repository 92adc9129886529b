package org.ikelb.bench.traffic;

/** What a client sends and waits to be answered, on its way to an established session. */
enum Step {
  SA_INIT,
  AUTH,
  /** Protected, and answered: now the balancer knows that the client is logged in. */
  LIVENESS,
  /** Echoed, so that the balancer has seen the SPI in both directions. */
  ESP
}
