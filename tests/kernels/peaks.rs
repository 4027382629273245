//! Where a series is higher than its neighbours. Steps are in bytes, as NumPy has them.

/// Writes the positions of the peaks to `at`, which has room for `room`, and says how many there are.
///
/// # Safety
/// `x` points to `n` doubles at distances of `step`, `at` to room for `room` integers.
#[no_mangle]
pub unsafe extern "C" fn peaks(
    x: *const u8,
    n: *const i64,
    step: *const i64,
    at: *mut i64,
    room: i64,
) -> i64 {
    let (n, step) = (*n as usize, *step as isize);
    let value = |i: usize| *(x.offset(i as isize * step) as *const f64);
    let at = std::slice::from_raw_parts_mut(at, room as usize);
    let mut found = 0;
    for i in 1..n.saturating_sub(1) {
        if value(i - 1) < value(i) && value(i) > value(i + 1) {
            if found < at.len() {
                at[found] = i as i64;
            }
            found += 1;
        }
    }
    found as i64
}
