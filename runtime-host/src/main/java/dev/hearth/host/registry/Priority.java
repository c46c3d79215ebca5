package dev.hearth.host.registry;

/** Which of a lane's waiting calls goes first when shares are equal. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH
}
