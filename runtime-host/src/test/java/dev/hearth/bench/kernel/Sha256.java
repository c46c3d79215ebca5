package dev.hearth.bench.kernel;

import java.util.function.IntSupplier;

/** SHA-256 (FIPS 180-4) of 16 KiB in plain Java: bit arithmetic in counted loops. */
public final class Sha256 implements IntSupplier {

  private static final int ROUNDS = 64;
  private static final int[] CONSTANTS = new int[ROUNDS];
  private static final int[] START = new int[8];

  static {
    int found = 0;
    for (int n = 2; found < ROUNDS; n++) {
      if (isPrime(n)) {
        CONSTANTS[found] = fraction(Math.cbrt(n));
        if (found < START.length) {
          START[found] = fraction(Math.sqrt(n));
        }
        found++;
      }
    }
  }

  private final byte[] message = new byte[16 << 10];

  public Sha256() {
    for (int i = 0; i < message.length; i++) {
      message[i] = (byte) (i * 7);
    }
  }

  @Override
  public int getAsInt() {
    int[] state = START.clone();
    int[] words = new int[ROUNDS];
    for (int at = 0; at < message.length; at += ROUNDS) {
      for (int i = 0; i < 16; i++) {
        int from = at + 4 * i;
        words[i] =
            (message[from] & 255) << 24
                | (message[from + 1] & 255) << 16
                | (message[from + 2] & 255) << 8
                | (message[from + 3] & 255);
      }
      block(state, words);
    }
    return state[0] ^ state[7];
  }

  private static void block(int[] state, int[] words) {
    for (int i = 16; i < ROUNDS; i++) {
      int a = words[i - 15];
      int b = words[i - 2];
      int s0 = Integer.rotateRight(a, 7) ^ Integer.rotateRight(a, 18) ^ (a >>> 3);
      int s1 = Integer.rotateRight(b, 17) ^ Integer.rotateRight(b, 19) ^ (b >>> 10);
      words[i] = words[i - 16] + s0 + words[i - 7] + s1;
    }
    int[] v = state.clone();
    for (int i = 0; i < ROUNDS; i++) {
      int s1 = Integer.rotateRight(v[4], 6) ^ Integer.rotateRight(v[4], 11);
      int choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
      int first = v[7] + (s1 ^ Integer.rotateRight(v[4], 25)) + choice + CONSTANTS[i] + words[i];
      int s0 = Integer.rotateRight(v[0], 2) ^ Integer.rotateRight(v[0], 13);
      int majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
      int second = (s0 ^ Integer.rotateRight(v[0], 22)) + majority;
      v[7] = v[6];
      v[6] = v[5];
      v[5] = v[4];
      v[4] = v[3] + first;
      v[3] = v[2];
      v[2] = v[1];
      v[1] = v[0];
      v[0] = first + second;
    }
    for (int i = 0; i < v.length; i++) {
      state[i] += v[i];
    }
  }

  private static boolean isPrime(int n) {
    for (int i = 2; i * i <= n; i++) {
      if (n % i == 0) {
        return false;
      }
    }
    return true;
  }

  private static int fraction(double root) {
    return (int) (long) ((root - Math.floor(root)) * (1L << 32));
  }
}
