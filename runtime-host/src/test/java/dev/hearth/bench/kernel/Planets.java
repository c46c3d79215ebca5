package dev.hearth.bench.kernel;

import java.util.function.IntSupplier;

/** Five bodies that attract each other, over 2,000 steps: fields, doubles, small inner loops. */
public final class Planets implements IntSupplier {

  private static final int STEPS = 2_000;
  private static final double STEP = 0.01;

  private static final class Body {
    private final double mass;
    private double x;
    private double y;
    private double z;
    private double dx;
    private double dy;
    private double dz;

    Body(double mass, double distance) {
      this.mass = mass;
      this.x = distance;
      this.y = distance * 0.3;
      this.z = -distance * 0.1;
      this.dy = distance == 0 ? 0 : 1 / Math.sqrt(distance);
    }

    void attract(Body other) {
      double ax = x - other.x;
      double ay = y - other.y;
      double az = z - other.z;
      double square = ax * ax + ay * ay + az * az;
      double magnitude = STEP / (square * Math.sqrt(square));
      dx -= ax * other.mass * magnitude;
      dy -= ay * other.mass * magnitude;
      dz -= az * other.mass * magnitude;
      other.dx += ax * mass * magnitude;
      other.dy += ay * mass * magnitude;
      other.dz += az * mass * magnitude;
    }

    void move() {
      x += STEP * dx;
      y += STEP * dy;
      z += STEP * dz;
    }
  }

  @Override
  public int getAsInt() {
    Body[] bodies = {
      new Body(1, 0),
      new Body(0.01, 4.8),
      new Body(0.02, 8.3),
      new Body(0.005, 12.9),
      new Body(0.004, 15.4)
    };
    for (int step = 0; step < STEPS; step++) {
      for (int i = 0; i < bodies.length; i++) {
        for (int j = i + 1; j < bodies.length; j++) {
          bodies[i].attract(bodies[j]);
        }
      }
      for (Body body : bodies) {
        body.move();
      }
    }
    return (int) (bodies[0].x * 1e9) ^ (int) (bodies[1].x * 1e6);
  }
}
