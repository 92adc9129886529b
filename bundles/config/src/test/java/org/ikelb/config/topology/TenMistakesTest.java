package org.ikelb.config.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.api.TopologyFile.Use;
import org.junit.jupiter.api.Test;

class TenMistakesTest {

  @Test
  void areAllShownAtOnceInTheOrderOfTheFile() throws IOException {
    StringBuilder shown = new StringBuilder();
    for (Problem problem :
        new TopologyReader(FakePlugins.installed(), Use.RUN, address -> true)
            .read("conf/ikelb.json", Documents.resource("ten-mistakes.json"))
            .problems()) {
      shown.append(problem).append('\n');
    }
    assertEquals(Documents.resource("ten-mistakes.txt"), shown.toString());
  }
}
