package com.example.visits;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Counts the calls to this instance. What a field holds lives as long as the instance is warm. */
public final class VisitCounter implements Supplier<Map<String, Object>> {

  private final Instant startedAt = Instant.now();
  private final AtomicLong visits = new AtomicLong();

  @Override
  public Map<String, Object> get() {
    long visit = visits.incrementAndGet();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("visit", visit);
    answer.put("start", visit == 1 ? "cold" : "warm");
    answer.put("instanceStartedAt", startedAt.toString());
    return answer;
  }
}
