package org.ikelb.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The process and its JVM. Cheap: nothing here stops a thread. */
final class ProcessSamples {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private ProcessSamples() {}

  static void addTo(Exposition exposition) {
    exposition.add(
        ProcessMetric.PROCESS_START, ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      exposition
          .add(ProcessMetric.PROCESS_CPU, unix.getProcessCpuTime() / 1e9)
          .add(ProcessMetric.PROCESS_OPEN_FILES, unix.getOpenFileDescriptorCount())
          .add(ProcessMetric.PROCESS_MAX_FILES, unix.getMaxFileDescriptorCount());
    }
    resident(exposition);
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory(exposition, "heap", memory.getHeapMemoryUsage());
    memory(exposition, "nonheap", memory.getNonHeapMemoryUsage());
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      exposition
          .add(ProcessMetric.JVM_GC_COLLECTIONS, Math.max(0, gc.getCollectionCount()), gc.getName())
          .add(
              ProcessMetric.JVM_GC_SECONDS,
              Math.max(0, gc.getCollectionTime()) / 1e3,
              gc.getName());
    }
    exposition.add(ProcessMetric.JVM_THREADS, ManagementFactory.getThreadMXBean().getThreadCount());
  }

  private static void memory(Exposition exposition, String area, MemoryUsage usage) {
    exposition.add(ProcessMetric.JVM_MEMORY_USED, usage.getUsed(), area);
    if (usage.getMax() >= 0) {
      exposition.add(ProcessMetric.JVM_MEMORY_MAX, usage.getMax(), area);
    }
  }

  private static void resident(Exposition exposition) {
    try {
      Matcher line = RESIDENT.matcher(Files.readString(STATUS));
      if (line.find()) {
        exposition.add(ProcessMetric.PROCESS_RESIDENT, Long.parseLong(line.group(1)) * 1024.0);
      }
    } catch (IOException e) {
      // Not on Linux: there is no such number.
    }
  }
}
