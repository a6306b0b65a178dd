interface Target {
  readonly least?: number;
  readonly most?: number;
}

/** What each ratio should come to; names that hold a number of rows are told without it. */
const TARGETS: Readonly<Record<string, Target>> = {
  decide_vs_hand_written: { least: 0.5 },
  decide_vs_zen_engine: { least: 100 },
  decide_3060_rows_vs_102_rows: { least: 0.5 },
  decide_among_1000_regulations_of_20_versions_vs_alone: { least: 0.8 },
  decide_open_requests_again_vs_by_hand: { least: 0.5 },
  preview_over_http_vs_session_lookup: { least: 0.5 },
  preview_over_http_p99_vs_session_lookup: { most: 3 },
  settle_30_day_trip_vs_bare_arithmetic: { least: 0.1 },
  approve_vs_sql_function_1: { least: 0.4 },
  approve_vs_sql_function_16: { least: 0.5 },
  log_append_vs_insert: { least: 0.8 },
  acts_with_sealing_vs_without: { least: 0.85 },
  sealed_after_seconds_p99: { most: 1 },
  entries_unsealed: { most: 0 },
  verify_1m_entries_vs_hash_bound: { least: 0.4 },
  proofs_verified_per_second: { least: 10_000 },
  create_over_rest_vs_insert: { least: 0.5 },
  create_over_rest_p99_vs_insert: { most: 2.5 },
  list_with_total_vs_bare_page_and_count: { least: 0.5 },
  list_with_total_many_vs_few: { most: 2 },
  list_with_exact_total_vs_bare_page_and_count: { least: 0.5 },
  search_of_clerk_vs_leader: { most: 2 },
  todo_of_leader_vs_primary_key: { most: 5 },
  todo_of_clerk_vs_primary_key: { most: 5 },
  todo_of_auditor_vs_primary_key: { most: 5 },
  matters_of_clerk_vs_primary_key: { most: 5 },
  matters_of_office_to_auditor_vs_primary_key: { most: 5 },
  register_page_vs_primary_key: { most: 5 },
  register_page_10000_vs_first_page: { most: 1.5 },
  'register_first_page_*_vs_100k': { most: 2 },
  'register_page_10000_keyset_*_vs_100k': { most: 2 },
  register_page_staff_vs_auditor: { most: 2 },
  register_page_leader_vs_auditor: { most: 2 },
  'dashboard_*_vs_100k': { most: 1.5 },
  search_recall: { least: 1 },
  search_precision: { least: 1 },
  search_top_20_p99_vs_20_by_key_p99: { most: 30 },
  search_count_2_characters_faster_than_trigram: { least: 100 },
  search_count_4_characters_faster_than_trigram: { least: 5 },
  search_index_vs_trigram_size: { most: 0.75 },
  duties_opened_vs_insert_select: { least: 0.6 },
  duties_opened_again: { most: 0 },
  overdue_of_an_office_vs_20_by_key: { most: 2 },
  attendance_month_500_people_vs_bare_aggregate: { most: 3 },
  cold_start_seconds: { most: 0.8 },
  idle_megabytes: { most: 185 },
  installed_megabytes: { most: 146 },
};

export function targetOf(name: string): Target {
  return TARGETS[name] ?? TARGETS[name.replace(/_(1m|10m)_/, '_*_')] ?? {};
}
