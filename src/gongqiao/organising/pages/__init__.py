"""组建工会 on the desk, on the phone of whoever prepares it, and on the employer's face."""
