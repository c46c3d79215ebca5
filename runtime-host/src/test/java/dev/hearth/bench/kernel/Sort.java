package dev.hearth.bench.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** Quicksort of 10,000 ints by hand, and a hash map that counts them. */
public final class Sort implements IntSupplier {

  @Override
  public int getAsInt() {
    int[] values = new int[10_000];
    int state = 42;
    for (int i = 0; i < values.length; i++) {
      state = state * 1_664_525 + 1_013_904_223;
      values[i] = (state >>> 8) % 4_096;
    }
    sort(values, 0, values.length - 1);
    Map<Integer, Integer> counts = new HashMap<>();
    for (int value : values) {
      counts.merge(value, 1, Integer::sum);
    }
    int sum = 0;
    for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
      sum += entry.getKey() * entry.getValue();
    }
    return sum ^ values[5_000] ^ counts.size();
  }

  private static void sort(int[] values, int from, int to) {
    int low = from;
    int high = to;
    int pivot = values[(from + to) >>> 1];
    while (low <= high) {
      while (values[low] < pivot) {
        low++;
      }
      while (values[high] > pivot) {
        high--;
      }
      if (low <= high) {
        int swap = values[low];
        values[low++] = values[high];
        values[high--] = swap;
      }
    }
    if (from < high) {
      sort(values, from, high);
    }
    if (low < to) {
      sort(values, low, to);
    }
  }
}
