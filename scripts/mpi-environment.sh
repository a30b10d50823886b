# What mpirun needs to start ranks on this machine without flags: source it, do not run it. A user's own setting wins.
# Other MPI implementations ignore these names.
# shellcheck shell=bash

if [ "$(id -u)" -eq 0 ]; then # root in a container: OpenMPI refuses it otherwise
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
  export PRTE_ALLOW_RUN_AS_ROOT=1 PRTE_ALLOW_RUN_AS_ROOT_CONFIRM=1
  # Containers forbid reading another process's memory; the ranks then talk through shared memory.
  export OMPI_MCA_btl_vader_single_copy_mechanism="${OMPI_MCA_btl_vader_single_copy_mechanism-none}"
fi
if ! command -v ssh >/dev/null 2>&1 && ! command -v rsh >/dev/null 2>&1; then
  # OpenMPI 4 looks for ssh even when all ranks are local, and stops without it.
  export OMPI_MCA_plm_rsh_agent="${OMPI_MCA_plm_rsh_agent-}"
fi
if [ "$(nproc)" -lt 2 ]; then # two ranks on one core
  export OMPI_MCA_rmaps_base_oversubscribe="${OMPI_MCA_rmaps_base_oversubscribe-1}"
  export PRTE_MCA_rmaps_default_mapping_policy="${PRTE_MCA_rmaps_default_mapping_policy-:oversubscribe}"
fi
export OPENBLAS_NUM_THREADS=1 # a rank is one core
