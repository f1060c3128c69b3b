"""When the stages run and with which retries: Prefect flows around `summitry.pipeline`. Not part of the wheel."""
