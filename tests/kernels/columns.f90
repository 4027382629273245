! Subtracts from each column of a matrix its mean, and gives the means. The matrix is as Fortran has it: column by column.
subroutine center_columns(n, m, a, means) bind(c)
  use, intrinsic :: iso_c_binding, only: c_double, c_int
  implicit none
  integer(c_int), value, intent(in) :: n, m
  real(c_double), intent(inout) :: a(n, m)
  real(c_double), intent(out) :: means(m)
  integer :: j

  do j = 1, m
    means(j) = sum(a(:, j)) / n
    a(:, j) = a(:, j) - means(j)
  end do
end subroutine center_columns
