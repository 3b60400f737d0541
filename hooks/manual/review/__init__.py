"""The manual as a copy in Word on a committee's table, and what the committee marked in it."""
